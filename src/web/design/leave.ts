import { currentSite, NEUTRAL_URL } from '../site.ts';

/** Things that keep what a person did in memory register here; Leave and closing the page empty them. */
const wipes = new Set<() => void>();

export function onWipe(wipe: () => void): () => void {
  wipes.add(wipe);
  return () => wipes.delete(wipe);
}

function wipeMemory(): void {
  for (const wipe of wipes) wipe();
}

if (typeof window !== 'undefined') {
  // `pagehide` also fires when the browser keeps the page for Back: then Back must show nothing.
  window.addEventListener('pagehide', wipeMemory);
}

function coverPage(): void {
  const cover = document.createElement('div');
  cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff';
  // A modal dialog sits in the top layer, above any z-index: close it first.
  for (const dialog of document.querySelectorAll('dialog[open]')) (dialog as HTMLDialogElement).close();
  document.body.append(cover);
  document.getElementById('app')?.setAttribute('hidden', '');
  document.title = ' ';
}

async function wipeStores(): Promise<void> {
  sessionStorage.clear();
  const databases = (await indexedDB.databases?.()) ?? [];
  for (const { name } of databases) if (name) indexedDB.deleteDatabase(name);
  if ('caches' in window) for (const key of await caches.keys()) await caches.delete(key);
}

const WIPE_MS_MAX = 300;

/**
 * Quick exit: a blank page at once, the session ended, what this site kept here wiped, and a neutral page in
 * place of this one. It can't erase the browser's history; /start/safety says so.
 */
export async function leave(): Promise<void> {
  coverPage();
  navigator.sendBeacon('/leave');
  wipeMemory();
  const tooLong = new Promise<void>((resolve) => setTimeout(resolve, WIPE_MS_MAX));
  // Getting away matters more than a store that will not answer.
  await Promise.race([wipeStores().catch(() => undefined), tooLong]);
  window.location.replace(currentSite()?.leaveUrl ?? NEUTRAL_URL);
}

export const SHIFT_PRESSES = 3;
const SHIFT_WINDOW_MS = 5000;

/** Counts Shift pressed alone; another key in between starts over. Returns how many presses count now. */
export function countShift(presses: readonly number[], key: string, atMs: number): readonly number[] {
  if (key !== 'Shift') return [];
  return [...presses.filter((press) => atMs - press < SHIFT_WINDOW_MS), atMs];
}
