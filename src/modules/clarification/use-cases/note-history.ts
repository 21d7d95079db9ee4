import type { LegalDay } from '#kernel';
import type { PowerContent } from '#modules/powers';
import type { Handover } from '../domain/carry-out.ts';

/** As many entries as a content may have; the versions themselves keep all. */
const MOST_HISTORY = 40;

/** The content with an entry more in its history 历史沿革. */
export function noteHistory(content: PowerContent, what: string, on: LegalDay): PowerContent {
  return { ...content, history: [...content.history, { on, what }].slice(-MOST_HISTORY) };
}

/** Codes, offices, posts and channels belong to the body that had the power; the one that receives it sets its own. */
export function handOver(content: PowerContent, { name, note }: Handover, on: LegalDay): PowerContent {
  return noteHistory(
    {
      ...content,
      implementationCode: undefined,
      rawCode: undefined,
      exercisingBody: name,
      exercisingBodyCode: undefined,
      officeKey: undefined,
      leader: undefined,
      supervisionOffice: undefined,
      duties: content.duties.map((duty) => ({ ...duty, post: undefined })),
      riskPoints: content.riskPoints.map((point) => ({ ...point, owner: undefined })),
      complaintChannels: [],
    },
    note,
    on,
  );
}
