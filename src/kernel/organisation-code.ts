const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check digit of the first 8 characters of a 组织机构代码 (GB 11714-1997): 11 − Σ Cᵢ·Wᵢ mod 11, 10 as X, 11 as 0. */
export function organisationCheckDigit(first8: string): string {
  const sum = WEIGHTS.reduce((acc, weight, i) => acc + weight * Number.parseInt(first8.charAt(i), 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Whether a 9-character 组织机构代码, with or without the hyphen before its check digit, is well formed and checks. */
export function isOrganisationCode(text: string): boolean {
  const match = /^([0-9A-Z]{8})-?([0-9X])$/.exec(text);
  return match?.[1] !== undefined && organisationCheckDigit(match[1]) === match[2];
}
