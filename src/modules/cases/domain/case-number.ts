/** 受理号: credit code of the agency (or its id where it has none), year, six digits without gaps (DECISIONS §6). */
export function caseNumber(agencyCode: string, year: number, n: number): string {
  const number = `${agencyCode.toUpperCase()}-${year}-${String(n).padStart(6, '0')}`;
  if (!/^[0-9A-Z-]+$/.test(number)) throw new Error(`case number ${number}`);
  return number;
}
