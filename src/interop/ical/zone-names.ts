import { findIana } from 'windows-iana';
import { ianaZone, utc, type Zone } from './zones.ts';

/** What Outlook shows people instead of the Windows name; it ends up as TZID in files of some of its exporters. */
const SHOWN_NAMES: ReadonlyMap<string, string> = new Map([
  ['Atlantic Time (Canada)', 'Atlantic Standard Time'],
  ['Eastern Time (US & Canada)', 'Eastern Standard Time'],
  ['Indiana (East)', 'US Eastern Standard Time'],
  ['Central Time (US & Canada)', 'Central Standard Time'],
  ['Mountain Time (US & Canada)', 'Mountain Standard Time'],
  ['Arizona', 'US Mountain Standard Time'],
  ['Pacific Time (US & Canada)', 'Pacific Standard Time'],
  ['Alaska', 'Alaskan Standard Time'],
  ['Hawaii', 'Hawaiian Standard Time'],
]);

const UTC_NAMES = new Set([
  'UTC',
  'GMT',
  'Z',
  'Etc/UTC',
  'Etc/GMT',
  'tzone://Microsoft/Utc',
  'Coordinated Universal Time',
]);

/** "America/New_York" needs no table of rules from the file; "EST" or "Office" may mean anything. */
export const isPlaceName = (tzid: string): boolean => /^[A-Za-z_]+\/[A-Za-z0-9_+\-/]+$/.test(tzid);

/** The clock a TZID means on its own: IANA, a Windows name, or either behind a maker's prefix. */
export function zoneNamed(tzid: string): Zone | undefined {
  if (UTC_NAMES.has(tzid)) return utc;
  // "(UTC-05:00) Eastern Time (US & Canada)"
  const shown = tzid.replace(/^\((?:UTC|GMT)[^)]*\)\s*/, '');
  const [windows] = findIana(SHOWN_NAMES.get(shown) ?? shown, '001');
  if (windows) return ianaZone(windows);
  // "/freeassociation.sourceforge.net/America/New_York"
  const steps = tzid.split('/').filter(Boolean);
  const names = tzid.startsWith('/') ? [steps.slice(-3).join('/'), steps.slice(-2).join('/')] : [tzid];
  for (const name of names) {
    const zone = ianaZone(name);
    if (zone) return zone;
  }
  return undefined;
}
