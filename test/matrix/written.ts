/**
 * The written matrix read as words, apart from the database's own functions: who may do what to whose rows. It shares
 * no code with the SQL it is held against.
 */
export interface Written {
  readonly role: string;
  readonly relation: string;
  readonly category: string;
  readonly verb: 'read' | 'write';
  readonly purpose: string | null;
}

export interface ConsentGiven {
  readonly recipient: string;
  readonly categories: readonly string[];
  readonly purposes: readonly string[];
  readonly isInForce: boolean;
}

/** What stands between one person's record and everybody who may ask. Ids of staff, supporters and recipients. */
export interface Standing {
  readonly isProspect: boolean;
  readonly isPrivate: boolean;
  readonly team: readonly string[];
  /** Who holds a session of theirs, from the day before until a week after; of a private record that opens nothing. */
  readonly sessions: readonly string[];
  readonly consents: readonly ConsentGiven[];
  readonly representatives: readonly string[];
  readonly emergencies: readonly string[];
  /** Agreed and not ended. */
  readonly restrictions: readonly { staff?: string; role?: string; categories: readonly string[] }[];
}

export interface Asker {
  readonly id: string;
  readonly role: string;
  readonly isHere: boolean;
}

export interface Wanted {
  readonly category: string;
  readonly verb: 'read' | 'write';
  readonly purpose: string;
}

/** Whether the matrix lets `asker` do this to the record of `person`. */
export function isWritten(
  rows: readonly Written[],
  asker: Asker,
  person: { readonly id: string; readonly standing: Standing },
  wanted: Wanted,
): boolean {
  if (!asker.isHere) return false;
  const opened = rows.some(
    (row) =>
      row.role === asker.role &&
      row.category === wanted.category &&
      row.verb === wanted.verb &&
      (row.purpose === null || row.purpose === wanted.purpose) &&
      holds(row.relation, asker, person, wanted),
  );
  return opened && !isKeptFrom(asker, person.standing, wanted.category);
}

/** A private record is still a code in the week, with its consents and what left it. */
const NO_CLINICAL_WORD = ['record', 'schedule', 'consent', 'disclosure'];

const isProgram = ({ role }: Asker): boolean => role.startsWith('system:');

function holds(
  relation: string,
  asker: Asker,
  { id, standing }: { readonly id: string; readonly standing: Standing },
  { category, purpose }: Wanted,
): boolean {
  switch (relation) {
    case 'self':
      return asker.id === id;
    case 'site':
      return isProgram(asker) || !standing.isPrivate || NO_CLINICAL_WORD.includes(category);
    case 'prospect':
      return standing.isProspect && !standing.isPrivate;
    case 'team':
      return standing.team.includes(asker.id);
    case 'session':
      return standing.sessions.includes(asker.id) && !standing.isPrivate;
    case 'representative':
      return standing.representatives.includes(asker.id);
    case 'emergency':
      return standing.emergencies.includes(asker.id);
    case 'consent':
      return standing.consents.some(
        (consent) =>
          consent.isInForce &&
          consent.recipient === asker.id &&
          consent.categories.includes(category) &&
          consent.purposes.includes(purpose),
      );
    default:
      throw new Error(`Nobody wrote what "${relation}" means.`);
  }
}

function isKeptFrom(asker: Asker, { restrictions, emergencies }: Standing, category: string): boolean {
  if (isProgram(asker) || asker.role === 'participant' || asker.role === 'supporter') return false;
  if (emergencies.includes(asker.id)) return false;
  return restrictions.some(
    ({ staff, role, categories }) =>
      categories.includes(category) && (staff === asker.id || role === asker.role),
  );
}
