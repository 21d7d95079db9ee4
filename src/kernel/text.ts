/** Text that can be stored, signed over and shown: no lone surrogates, no control characters but line breaks and tabs. */
export const isText = (text: string): boolean => text.isWellFormed() && !/[^\P{Cc}\t\n\r]/u.test(text);
