import { api } from '../api.ts';

/** How far this browser is with signing in. */
export type SignInState =
  | { readonly is: 'signed-out'; readonly canMail: boolean }
  | {
      readonly is: 'owes-second-step' | 'signed-in';
      readonly canMail: boolean;
      readonly home: string;
      readonly kind: 'staff' | 'participant';
      readonly hasSecondStep: boolean;
    };

export const signInState = () => api.get<SignInState>('/api/sign-in/state');
