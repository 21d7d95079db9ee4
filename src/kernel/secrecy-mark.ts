/**
 * Marks of state secrets 国家秘密标志 as they are written on documents: grade, star, term (保守国家秘密法实施条例: 密级★期限), a
 * grade in brackets or named as 密级, one that opens a title or file name, or a document said to be of a grade (系机密文件). 商业秘密
 * and 工作秘密 are no grades.
 */
const MARKS: readonly RegExp[] = [
  /(?<!商业|工作)(?:绝密|机密|秘密)[级件]?[★☆✩✪⭐✭*]/u,
  /密级(?:为|是)?[::]?(?:绝密|机密|秘密)/u,
  /[[({(【〔「《<](?:绝密|机密|秘密)[级件]?[\])})】〕」》>]/u,
  /^(?:绝密|机密|秘密)(?:[级件]|[-_.·:、]|$)/u,
  /(?<!不|是否|非)(?:属于|属|系)(?:国家)?(?:绝密|机密|秘密)(?:[级件]|文件|事项)/u,
];

/** The mark of a state secret in a text or a file name, or nothing. Blanks and full-width forms do not hide it. */
export function findSecrecyMark(text: string): string | undefined {
  for (const line of text.split(/[\r\n]+/)) {
    const plain = line.normalize('NFKC').replaceAll(/\s+/gu, '');
    for (const mark of MARKS) {
      const found = mark.exec(plain);
      if (found) return found[0];
    }
  }
  return undefined;
}
