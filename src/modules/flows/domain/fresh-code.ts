/** The process id of a flow that begins anew, by the version it is drawn for: unique in the instance, and it stays. */
export function freshCode(ownerId: string): string {
  return `flow-${ownerId}`;
}
