import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function themes(): Record<'light' | 'dark', Map<string, string>> {
  const found = { light: new Map<string, string>(), dark: new Map<string, string>() };
  for (const [, name = '', value = ''] of css.matchAll(/--([\w-]+): (.+);/g)) {
    const [light = '', dark = light] = value.match(/#[\da-f]{6}/g) ?? [];
    found.light.set(name, light);
    found.dark.set(name, dark);
  }
  return found;
}

/** Relative luminance. @see WCAG 2.2 */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

const TEXT = 4.5;
const EDGE = 3;
const PAIRS: readonly (readonly [front: string, back: string, least: number])[] = [
  ...['ink', 'ink-2', 'ink-3'].flatMap((ink) =>
    ['canvas', 'surface', 'surface-2'].map((back) => [ink, back, TEXT] as const),
  ),
  ...['ok', 'warn', 'bad', 'info', 'dawn'].flatMap((tone) => [
    [tone, `${tone}-soft`, TEXT] as const,
    [tone, 'surface', TEXT] as const,
  ]),
  ...['s-group', 's-indiv', 's-family', 's-med', 's-skills', 's-life'].map(
    (tone) => [tone, `${tone}-bg`, TEXT] as const,
  ),
  ['primary', 'surface', TEXT],
  ['primary', 'canvas', TEXT],
  ['primary', 'primary-soft', TEXT],
  ['on-primary', 'primary', TEXT],
  ['on-primary', 'primary-hover', TEXT],
  ['on-crisis', 'crisis', TEXT],
  ['control', 'canvas', EDGE],
  ['control', 'surface', EDGE],
  ['focus', 'canvas', EDGE],
  ['focus', 'surface', EDGE],
];

test.each(['light', 'dark'] as const)('every pair that carries text can be read: %s', (theme) => {
  const colours = themes()[theme];
  const weak = PAIRS.map(
    ([front, back, least]) =>
      [front, back, contrast(colours.get(front) ?? '', colours.get(back) ?? ''), least] as const,
  ).filter(([, , ratio, least]) => !(ratio >= least));
  expect(weak).toEqual([]);
});
