const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

/**
 * What somebody recognises their own device by, and nobody else theirs: "Firefox, Windows". Versions and models are
 * left out. Empty for what says nothing known.
 */
export function deviceOf(userAgent: string | null): string {
  const said = userAgent ?? '';
  return [BROWSERS, SYSTEMS]
    .map((known) => known.find(([pattern]) => pattern.test(said))?.[1])
    .filter((name) => name !== undefined)
    .join(', ');
}
