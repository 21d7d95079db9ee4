type Carried = { readonly id: string; readonly officeId: string; readonly carriedTo: string | null };

/** The return that answers for another since its office was merged, over as many mergers as there were. */
export function answersFor<T extends Carried>(tasks: readonly T[], task: T): T {
  const seen = new Set<string>([task.id]);
  let now = task;
  for (;;) {
    const next = tasks.find(({ id }) => id === now.carriedTo);
    if (next === undefined || seen.has(next.id)) return now;
    seen.add(next.id);
    now = next;
  }
}

/** Offices that a return answers for besides its own. */
export function mergedInto<T extends Carried>(tasks: readonly T[], task: T): readonly string[] {
  return tasks
    .filter((one) => one.id !== task.id && answersFor(tasks, one).id === task.id)
    .map(({ officeId }) => officeId);
}
