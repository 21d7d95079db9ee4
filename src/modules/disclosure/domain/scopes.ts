/** 公开范围 (E1). Scopes are not a ladder: leadership does not see what only the parties concerned may see. */
export const SCOPES = ['leadership', 'unit', 'concerned', 'on-application', 'society'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who reads: anybody, the party to the case, somebody whose request was granted, staff of the agency, its leaders. */
export const READERS = ['anybody', 'party', 'applicant', 'staff', 'leader'] as const;
export type Reader = (typeof READERS)[number];

const SEES: Readonly<Record<Reader, readonly Scope[]>> = {
  anybody: ['society'],
  party: ['society', 'concerned'],
  applicant: ['society', 'on-application'],
  staff: ['society', 'unit'],
  leader: ['society', 'unit', 'leadership'],
};

/** Whether a reader of this class may see what has this scope. The one table; every read of fields asks it. */
export function sees(reader: Reader, scope: Scope): boolean {
  return SEES[reader].includes(scope);
}
