import type { LegalBasis, PowerContent } from '../content.ts';
import { isNumbered, readEntries, writeEntries } from './entries.ts';

type Citation = PowerContent['duties'][number]['basis'][number];
export type ReadBasis = { readonly basis: readonly LegalBasis[]; readonly unclear: readonly string[] };

/** Follows what somebody has compared with the law as published. Without it a citation is taken in as not verified. */
const VERIFIED = '〔已核对〕';
/** Stands for an article that a list does not give. */
export const NOT_GIVEN = '（未写明）';

/** `1. 【法律】《…法》（2019年修正）第三十二条：…〔已核对〕`, one a line. */
export function writeBasis(basis: readonly LegalBasis[]): string {
  return writeEntries(
    basis.map(
      ({ law, version, level, article, summary, verified }) =>
        `${level === undefined ? '' : `【${level}】`}《${law}》${version === undefined ? '' : `（${version}）`}${article}${
          summary === '' ? '' : `：${summary}`
        }${verified ? VERIFIED : ''}`,
    ),
  );
}

/** `unclear` are entries that name no law between 《》: kept whole as the name of one, for somebody to mend. */
export function readBasis(text: string): ReadBasis {
  const entries = isNumbered(text)
    ? readEntries(text)
    : readEntries(text).flatMap((line) => line.split(/(?<=[；;。])\s*(?=(?:【[^】]*】)?《)/));
  const read = entries.map(readOneBasis);
  return {
    basis: read.map(({ basis }) => basis),
    unclear: read.flatMap(({ basis, clear }) => (clear ? [] : [basis.law])),
  };
}

function readOneBasis(entry: string): { readonly basis: LegalBasis; readonly clear: boolean } {
  const { text, verified } = takeVerified(entry);
  const level = takeBracket(text, '【', '】');
  const law = takeBracket(level.rest, '《', '》');
  if (law.inside === undefined)
    return { basis: { law: text, article: NOT_GIVEN, summary: '', verified: false }, clear: false };
  const version = takeBracket(law.rest, '（', '）');
  const { article, summary } = splitArticle(version.rest);
  return {
    basis: {
      law: law.inside,
      ...(version.inside === undefined ? {} : { version: version.inside }),
      ...(level.inside === undefined ? {} : { level: level.inside }),
      article: article === '' ? NOT_GIVEN : article,
      summary,
      verified,
    },
    clear: true,
  };
}

/** `《…法》第三十条〔已核对〕；《…条例》第五条`. */
export function writeCitations(citations: readonly Citation[]): string {
  return citations
    .map(({ law, article, verified }) => `《${law}》${article}${verified ? VERIFIED : ''}`)
    .join('；');
}

export function readCitations(text: string): Citation[] {
  const parts = text
    .split(/[；;，,、。\s]*(?=《)/)
    .map((part) => part.replace(/[；;，,、。\s]+$/, ''))
    .filter((part) => part !== '');
  return parts.map((part) => {
    const { text: cited, verified } = takeVerified(part);
    const law = takeBracket(cited, '《', '》');
    if (law.inside !== undefined)
      return { law: law.inside, article: law.rest === '' ? NOT_GIVEN : law.rest, verified };
    const at = cited.indexOf('第');
    return at > 0
      ? { law: cited.slice(0, at), article: cited.slice(at), verified }
      : { law: cited, article: NOT_GIVEN, verified: false };
  });
}

function takeVerified(entry: string): { readonly text: string; readonly verified: boolean } {
  const trimmed = entry.trim();
  return trimmed.endsWith(VERIFIED)
    ? { text: trimmed.slice(0, -VERIFIED.length).trim(), verified: true }
    : { text: trimmed, verified: false };
}

/** What a text opens with between these brackets, and what follows; brackets of the kind inside it belong to it. */
function takeBracket(
  text: string,
  open: string,
  close: string,
): { readonly inside?: string; readonly rest: string } {
  if (!text.startsWith(open)) return { rest: text };
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === open) depth += 1;
    else if (char === close) depth -= 1;
    if (depth === 0) {
      const inside = text.slice(1, at).trim();
      return inside === '' ? { rest: text } : { inside, rest: text.slice(at + 1).trim() };
    }
  }
  return { rest: text };
}

/** `第三十二条：…` as written here, `第三十二条 行政机关…` as offices write it. */
function splitArticle(text: string): { readonly article: string; readonly summary: string } {
  const colon = text.search(/[：:]/);
  const before = colon === -1 ? text : text.slice(0, colon);
  if (
    colon !== -1 &&
    before !== '' &&
    before.length <= 120 &&
    !/[\s，,。]/.test(before.replaceAll(/[（(][^）)]*[）)]/g, ''))
  )
    return { article: before, summary: text.slice(colon + 1).trim() };
  const found =
    /^((?:第[^\s，,。：:；;第]{1,12}[条章节款项目](?:[、和及至]|之[一二三四五六七八九十])?)+)[\s，,：:]*/.exec(
      text,
    );
  if (found?.[1] !== undefined && found[0].length < text.length)
    return { article: found[1], summary: text.slice(found[0].length).trim() };
  return { article: text, summary: '' };
}
