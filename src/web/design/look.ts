/**
 * How the pages look on this device: theme and letters. Kept here only when the person chose something;
 * it tells nothing about them.
 */
export type Theme = 'system' | 'light' | 'dark';
export type Letters = 'standard' | 'easier';
export interface Look {
  readonly theme: Theme;
  readonly letters: Letters;
}

const KEY = 'look';
const STANDARD: Look = { theme: 'system', letters: 'standard' };

export function currentLook(): Look {
  try {
    const [theme, letters] = (localStorage.getItem(KEY) ?? '').split(' ');
    return {
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
      letters: letters === 'easier' ? 'easier' : 'standard',
    };
  } catch {
    return STANDARD;
  }
}

export function setLook(look: Look): void {
  try {
    localStorage.setItem(KEY, `${look.theme} ${look.letters}`);
  } catch {
    // Storage is off: the look lasts for this page.
  }
  applyLook(look);
}

export function applyLook(look: Look = currentLook()): void {
  const { dataset } = document.documentElement;
  if (look.theme === 'system') delete dataset.theme;
  else dataset.theme = look.theme;
  if (look.letters === 'standard') delete dataset.letters;
  else {
    dataset.letters = look.letters;
    void import('./letters.css');
  }
}
