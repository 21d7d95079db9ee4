import { formatPeriod, messages, t, type Lang } from '#platform/i18n';
import { Facts, Items, Zh, type PowerPageProps } from '#platform/portal';
import type { PublishedPower } from '../db/power-reader.ts';

const words = messages({
  risk: { zh: '廉政风险点', en: 'Integrity risks' },
  riskLevel: { zh: '{n}级风险', en: 'level {n}' },
  disclosure: { zh: '公开什么、什么时候', en: 'What is disclosed, and when' },
  commitments: { zh: '服务承诺和工作纪律', en: 'Service commitments and discipline' },
  unverified: { zh: '尚未核实的内容', en: 'Not verified yet' },
  correction: { zh: '补正期限', en: 'Limit of correction' },
  correctionText: {
    zh: '收到一次性告知后{period}内没有补正的，依据{basis}，视为放弃申请；以后可以重新申请。',
    en: 'Without an answer within {period} of the one-time notice the application counts as given up ({basis}); it may be made again.',
  },
  carriers: { zh: '公开载体', en: 'Where it is published' },
  history: { zh: '沿革', en: 'History' },
  within: { zh: '{period}内（自{from}）', en: 'within {period} (from {from})' },
});

const SCOPES = messages({
  leadership: { zh: '领导班子', en: 'leadership' },
  unit: { zh: '单位内部', en: 'the unit' },
  concerned: { zh: '当事人和利害关系人', en: 'the parties concerned' },
  'on-application': { zh: '依申请公开', en: 'on application' },
  society: { zh: '全社会', en: 'all society' },
});

/** What a power's page shows below the rest, part by part; a part with nothing to say is left out. */
export function moreParts({ content }: PublishedPower, lang: Lang): NonNullable<PowerPageProps['more']> {
  const list = (items: readonly string[]) => (
    <Zh>
      <Items items={items} />
    </Zh>
  );
  return [
    ...(content.disclosure.length === 0
      ? []
      : [
          {
            id: 'disclosure',
            title: t(lang, words.disclosure),
            body: (
              <Facts
                items={content.disclosure.map((rule) => ({
                  key: rule.what,
                  term: <Zh>{rule.what}</Zh>,
                  value: (
                    <Zh>
                      {[
                        t(lang, SCOPES[rule.scope]),
                        rule.due === null
                          ? ''
                          : t(lang, words.within, {
                              period: formatPeriod(lang, rule.due.n, rule.due.unit),
                              from: rule.due.from,
                            }),
                        rule.basis,
                      ]
                        .filter((part) => part !== '')
                        .join(' · ')}
                    </Zh>
                  ),
                }))}
              />
            ),
          },
        ]),
    ...(content.carriers.length === 0
      ? []
      : [
          {
            id: 'carriers',
            title: t(lang, words.carriers),
            body: (
              <p>
                <Zh>{content.carriers.join('、')}</Zh>
              </p>
            ),
          },
        ]),
    ...(content.correctionLimit?.verified !== true
      ? []
      : [
          {
            id: 'correction',
            title: t(lang, words.correction),
            body: t(lang, words.correctionText, {
              period: formatPeriod(lang, content.correctionLimit.n, content.correctionLimit.unit),
              basis: `《${content.correctionLimit.law}》${content.correctionLimit.article}`,
            }),
          },
        ]),
    ...(content.riskPoints.length === 0
      ? []
      : [
          {
            id: 'risks',
            title: t(lang, words.risk),
            body: (
              <Facts
                items={content.riskPoints.map((risk) => ({
                  key: risk.point,
                  term: t(lang, words.riskLevel, {
                    n: lang === 'zh' ? (['', '一', '二', '三'][risk.level] ?? risk.level) : risk.level,
                  }),
                  value: (
                    <Zh>
                      {risk.point}
                      <span className="quiet small block">{risk.control}</span>
                    </Zh>
                  ),
                }))}
              />
            ),
          },
        ]),
    ...(content.serviceCommitment.length + content.workDiscipline.length === 0
      ? []
      : [
          {
            id: 'commitments',
            title: t(lang, words.commitments),
            body: list([...content.serviceCommitment, ...content.workDiscipline]),
          },
        ]),
    ...(content.history.length === 0
      ? []
      : [
          {
            id: 'history',
            title: t(lang, words.history),
            body: list(content.history.map((h) => [h.on, h.what].filter((x) => x !== undefined).join(' '))),
          },
        ]),
    ...(content.unverified.length === 0
      ? []
      : [{ id: 'unverified', title: t(lang, words.unverified), body: list(content.unverified) }]),
  ];
}
