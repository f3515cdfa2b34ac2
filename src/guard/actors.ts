import type { Actor } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';

export type StaffRole =
  | 'counselor'
  | 'facilitator'
  | 'coordinator'
  | 'prescriber'
  | 'nurse'
  | 'biller'
  | 'director'
  | 'privacy'
  | 'admin';

export type SystemRole =
  | 'system:front-door'
  | 'system:planner'
  | 'system:reviewer'
  | 'system:sealer'
  | 'system:keys'
  | 'system:messenger'
  | 'system:measures'
  | 'system:medication'
  | 'system:roster'
  | 'system:hours'
  | 'system:feed'
  | 'system:sign-in'
  | 'system:start'
  | 'system:setup'
  | 'system:demo';

const NOBODY = '00000000-0000-4000-8000-000000000000';

// Fixed, so that "who looked" can name the piece of the program.
const SYSTEM_IDS: Record<SystemRole, string> = {
  'system:front-door': '00000000-0000-4000-8000-000000000001',
  'system:planner': '00000000-0000-4000-8000-000000000002',
  'system:feed': '00000000-0000-4000-8000-000000000003',
  'system:sign-in': '00000000-0000-4000-8000-000000000004',
  'system:start': '00000000-0000-4000-8000-000000000005',
  'system:setup': '00000000-0000-4000-8000-000000000006',
  'system:demo': '00000000-0000-4000-8000-000000000007',
  'system:reviewer': '00000000-0000-4000-8000-000000000010',
  'system:sealer': '00000000-0000-4000-8000-000000000012',
  'system:keys': '00000000-0000-4000-8000-000000000013',
  'system:messenger': '00000000-0000-4000-8000-000000000014',
  'system:measures': '00000000-0000-4000-8000-000000000011',
  'system:medication': '00000000-0000-4000-8000-000000000032',
  'system:roster': '00000000-0000-4000-8000-000000000015',
  'system:hours': '00000000-0000-4000-8000-000000000038',
};

/** A named piece of the program, with the least it needs; `org` is left out only where none is known yet. */
export const systemActor = (role: SystemRole, org: string = NOBODY, request: string = newId()): Actor => ({
  org,
  id: SYSTEM_IDS[role],
  role,
  request,
});
