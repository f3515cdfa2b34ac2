import type { SignInState } from '../../guard/sign-in/shapes.ts';
import { api } from '../api.ts';

export type { SignInState };
export type SignedInState = Extract<SignInState, { kind: unknown }>;

/** How far this browser is with signing in. */
export const signInState = () => api.get<SignInState>('/api/sign-in/state');
