type Person = { readonly personId: string; readonly active: boolean };

/** Everybody who may come to sign the minutes of a meeting. */
export type Signers = {
  /** Who chaired the meeting. */
  readonly chair: Person;
  /** Who chairs its body today. */
  readonly successor: Person;
  /** Whom the keeper of the record named in the place of a chair who withdrew. */
  readonly named: Person | undefined;
  /** Who withdrew from any item of the meeting. */
  readonly withdrew: readonly string[];
};

/**
 * Who signs minutes: the chair of the meeting, or when that person has left, of the body today. Nobody signs what they may
 * not read: in the place of a chair who withdrew from an item signs whoever is named. Undefined while nobody is.
 */
export function whoSigns({ chair, successor, named, withdrew }: Signers): string | undefined {
  const { personId } = chair.active ? chair : successor;
  if (!withdrew.includes(personId)) return personId;
  return named?.active === true ? named.personId : undefined;
}

/**
 * Who may be named to sign in the place of a chair who withdrew: members who were there from the opening to the end and withdrew
 * from nothing, so that they heard all of it; where there is none, members of the body today who withdrew from nothing.
 */
export function standInsOf<T extends { readonly personId: string }>(
  attendees: readonly (T & { readonly present: boolean; readonly late: boolean })[],
  members: readonly T[],
  withdrew: readonly string[],
): readonly T[] {
  const heardAll = attendees.filter(
    ({ personId, present, late }) => present && !late && !withdrew.includes(personId),
  );
  return heardAll.length > 0 ? heardAll : members.filter(({ personId }) => !withdrew.includes(personId));
}
