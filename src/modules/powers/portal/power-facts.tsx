import { formatPeriod, messages, t, type Lang } from '#platform/i18n';
import { Link, Zh, type Fact, type PowerPageProps } from '#platform/portal';
import type { ShownPower } from '../db/power-reader.ts';
import type { Limit, PowerContent } from '../domain/content.ts';
import { elementName } from './element-names.ts';

const words = messages({
  instant: { zh: '即办件（当场办结）', en: 'decided on the spot' },
  committed: { zh: '承诺件（在承诺时限内办结）', en: 'decided within the committed limit' },
  online: { zh: '网上', en: 'online' },
  window: { zh: '窗口', en: 'at the counter' },
  post: { zh: '邮寄', en: 'by post' },
  agent: { zh: '代办', en: 'through an agent' },
  visits: { zh: '{n} 次', en: '{n}' },
  acceptance: { zh: '自受理之日起', en: 'acceptance' },
  receipt: { zh: '自收件之日起', en: 'receipt' },
  extension: { zh: '可以延长', en: 'May be extended' },
  extended: { zh: '最多延长{period}，由{who}批准', en: 'by up to {period}, with the approval of {who}' },
  starts: { zh: '法定时限的起算', en: 'The limit by law runs from' },
  hearing: { zh: '经过听证的，{period}', en: 'with a hearing: {period}' },
  otherStep: { zh: '经过特别环节的，{period}', en: 'with a special step: {period}' },
});
const LEVELS = messages({
  '1': { zh: '国家级', en: 'national' },
  '2': { zh: '省级', en: 'provincial' },
  '3': { zh: '市级', en: 'city' },
  '4': { zh: '县级', en: 'county' },
  '5': { zh: '乡镇级', en: 'township' },
  '6': { zh: '村居', en: 'village' },
});

/** A complaint channel of the agency, as an item names it by its key. */
export type Channel = { readonly key: string; readonly name: string; readonly phone: string };
type Parts = Pick<PowerPageProps, 'what' | 'contact' | 'handling' | 'oversight'>;

/** The elements of an item that its page says in a word or a line, by the part of the page they stand in, in the order of the form. */
export function powerFacts(
  { content, withheld }: ShownPower,
  { lang, channels, agencyHref }: { lang: Lang; channels: readonly Channel[]; agencyHref: string },
): Parts {
  const fact = (field: keyof PowerContent, value: string | undefined): Fact[] =>
    value === undefined || value === ''
      ? []
      : [{ key: field, term: elementName(field, lang), value: <Zh>{value}</Zh> }];
  // What is withheld reads as its default here: then nothing is said of it.
  const own = (field: keyof PowerContent, value: string): Fact[] =>
    withheld.some(({ element }) => element === field)
      ? []
      : [{ key: field, term: elementName(field, lang), value }];
  const period = ({ n, unit }: Limit): string => formatPeriod(lang, n, unit);
  const { statutoryLimit: law } = content;
  const variants = content.committedVariants.map((one) =>
    t(lang, one.role === 'hearing' ? words.hearing : words.otherStep, { period: period(one) }),
  );
  const known = channels.filter(({ key }) => content.complaintChannels.includes(key));
  return {
    what: [
      ...fact('parentName', content.parentName),
      ...fact('localType', content.localType),
      ...fact('exercisingBody', content.exercisingBody),
      ...fact('exercisingBodyCode', content.exercisingBodyCode),
      ...own('level', t(lang, LEVELS[content.level])),
      ...fact('basicCode', content.basicCode),
      ...(content.implementationCode === undefined ? [] : fact('rawCode', content.rawCode)),
      ...fact('powerSource', content.powerSource),
      ...fact('entrustedBy', content.entrustedBy),
      ...fact('scopeOfPower', content.scopeOfPower),
      ...fact('departmentDuties', content.departmentDuties),
      ...fact('remarks', content.remarks),
    ],
    contact: [
      ...fact('place', content.place),
      ...fact('hours', content.hours),
      ...fact('enquiry', content.enquiry),
      ...fact('supervisionLine', content.supervisionLine),
    ],
    handling: [
      ...own('handling', t(lang, words[content.handling])),
      ...own(
        'channels',
        content.channels.map((one) => t(lang, words[one])).join(lang === 'zh' ? '、' : ', '),
      ),
      ...own('visits', t(lang, words.visits, { n: content.visits })),
      ...own('clockFrom', t(lang, words[content.clockFrom])),
      ...(law === undefined
        ? []
        : [{ key: 'startRule', term: t(lang, words.starts), value: <Zh>{law.startRule}</Zh> }]),
      ...(law?.extension === undefined
        ? []
        : [
            {
              key: 'extension',
              term: t(lang, words.extension),
              value: t(lang, words.extended, {
                period: period(law.extension),
                who: law.extension.approver,
              }),
            },
          ]),
      ...(variants.length === 0 ? [] : own('committedVariants', variants.join(lang === 'zh' ? '；' : '; '))),
      ...fact('quantityLimit', content.quantityLimit),
      ...fact('jointOffices', content.jointOffices.join('、')),
      ...fact('intermediaries', content.intermediaries.join('、')),
    ],
    oversight: [
      ...fact('supervision', content.supervision),
      ...(known.length === 0
        ? []
        : [
            {
              key: 'complaintChannels',
              term: elementName('complaintChannels', lang),
              value: (
                <Link href={`${agencyHref}#complain`}>
                  <Zh>{known.map(({ name, phone }) => `${name} ${phone}`.trim()).join('、')}</Zh>
                </Link>
              ),
            },
          ]),
      ...fact('supervisionOffice', content.supervisionOffice),
    ],
  };
}
