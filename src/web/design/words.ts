import { useSyncExternalStore } from 'react';

/**
 * Words in two languages without a compile step: English is the shape, Spanish must have exactly its keys
 * and parameters, so a missing sentence is a type error in the editor. See docs/decisions/0002.
 *
 * @example
 * const w = words(
 *   { hello: 'Hello', left: (n: number) => pluralEn(n, { one: '1 seat left', other: `${n} seats left` }) },
 *   { hello: 'Hola', left: (n) => pluralEs(n, { one: 'Queda 1 lugar', other: `Quedan ${n} lugares` }) },
 * );
 * const t = useWords(w); t.left(2);
 */
export type Language = 'en' | 'es';

// `never` as parameter type: any function is assignable to it, so each message keeps its own parameters.
type Message = string | ((...params: never[]) => string);
interface Shape {
  readonly [key: string]: Message | Shape;
}

/** The same keys with the same parameters, but free text. */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends (...params: infer P) => string
    ? (...params: P) => string
    : T[K] extends string
      ? string
      : Translation<T[K]>;
};

export interface Words<T> {
  readonly en: T;
  readonly es: Translation<T>;
}

export function words<T extends Shape>(en: T, es: NoInfer<Translation<T>>): Words<T> {
  return { en, es };
}

type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

function pluralIn(language: Language): (n: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  return (n, forms) => forms[rules.select(n)] ?? forms.other;
}
export const pluralEn = pluralIn('en');
export const pluralEs = pluralIn('es');

const KEY = 'language';
const listeners = new Set<() => void>();
let current: Language = firstLanguage();

function isLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'es';
}

/** What the person chose here before, else what the browser asks for. */
function firstLanguage(): Language {
  if (typeof window === 'undefined') return 'en';
  try {
    const chosen = window.localStorage.getItem(KEY);
    if (isLanguage(chosen)) return chosen;
  } catch {
    // Storage may be switched off; then the browser's language decides.
  }
  return window.navigator.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

export function language(): Language {
  return current;
}

export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  try {
    window.localStorage.setItem(KEY, next);
  } catch {
    // The choice then lasts for this page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, language, language);
}

export function useWords<T>(w: Words<T>): T | Translation<T> {
  return w[useLanguage()];
}
