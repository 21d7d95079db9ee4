import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Card, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { Reviewed, type PublicationView } from '#modules/disclosure/contract';
import { messages } from '#platform/i18n';
import { api } from '../../lib/api.ts';
import { Await, Failure } from '../../lib/failure.tsx';
import { formatAt } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.tsx';
import { publicationQuery } from '../../lib/queries.ts';
import { hasAnyRole, useMe } from '../../lib/session.tsx';
import { AddMask } from './add-mask.tsx';
import { MaskChoice } from './mask-choice.tsx';
import { maskedText, useReviewDraft, type Added, type Draft } from './review-draft.ts';
import { kindWords, treatmentWords } from './words.ts';

const m = messages({
  signed: { zh: '签发于 {at}，最早公开 {due}', en: 'signed {at}, public from {due}' },
  done: { zh: '这项内容已经审查过了。', en: 'This has been reviewed.' },
  reading: { zh: '您可以查看，不能确认。', en: 'You may read this, not confirm it.' },
  result: { zh: '公开后：{text}', en: 'society reads: {text}' },
  left: { zh: '还有 {n} 处没有确认', en: '{n} places are undecided' },
  confirm: { zh: '确认公开', en: 'Confirm for publication' },
});
const route = getRouteApi('/shell/reviews/$publicationId');

export function ReviewPage(): ReactNode {
  const { publicationId } = route.useParams();
  const query = useQuery(publicationQuery(publicationId));
  return <Await query={query}>{(view) => <Review key={view.rowVersion} view={view} />}</Await>;
}

/** One public view, field by field; each place that may be personal data is decided by itself, nothing is preselected. */
function Review({ view }: { readonly view: PublicationView }): ReactNode {
  const { say } = useLanguage();
  const me = useMe();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [{ choices, added }, keep, forget] = useReviewDraft(view.id, view.rowVersion);
  const waiting = view.state === 'awaiting-review';
  const reviewer = hasAnyRole(me, ['disclosure-reviewer']);
  const places = view.fields.flatMap(({ name, masks }) => masks.map((mask) => placeKey(name, mask.start)));
  const left = places.filter((place) => choices[place] === undefined).length;
  const confirm = useMutation({
    mutationFn: () =>
      api(`/publications/${view.id}/review`, {
        method: 'POST',
        ifMatch: view.rowVersion,
        schema: Reviewed,
        body: {
          masks: Object.fromEntries(
            view.fields.map((field) => [field.name, decisionsOf(field, choices, added[field.name] ?? [])]),
          ),
        },
      }),
    onSuccess: async () => {
      forget();
      await queries.invalidateQueries({ queryKey: ['disclosure'] });
      await navigate({ to: '/reviews' });
    },
  });
  return (
    <>
      <Typography.Title level={2}>
        {say(kindWords[view.kind] ?? { zh: view.kind, en: view.kind })}
      </Typography.Title>
      <p className="quiet">
        {say(m.signed, { at: formatAt(view.signedAt), due: formatAt(view.publishAfter) })}
      </p>
      <p>{[view.power, view.number].filter(Boolean).join(' · ')}</p>
      {!waiting && <Alert type="info" showIcon title={say(m.done)} />}
      {waiting && !reviewer && <Alert type="info" showIcon title={say(m.reading)} />}
      {view.fields.map((field) => (
        <Card
          key={field.name}
          size="small"
          className="desk-card"
          title={field.label}
          extra={<Tag>{say(treatmentWords[field.treatment])}</Tag>}
        >
          <p className="review-text">{field.text}</p>
          <p className="quiet">{field.basis}</p>
          {field.masks.map((mask) => (
            <MaskChoice
              key={mask.start}
              text={field.text}
              mask={mask}
              disabled={!waiting || !reviewer}
              choice={choices[placeKey(field.name, mask.start)]}
              onChoose={(choice) =>
                keep({ choices: { ...choices, [placeKey(field.name, mask.start)]: choice }, added })
              }
            />
          ))}
          {waiting && reviewer && field.treatment !== 'withhold' && (
            <AddMask
              text={field.text}
              label={field.label}
              taken={field.masks}
              added={added[field.name] ?? []}
              onChange={(next) => keep({ choices, added: { ...added, [field.name]: [...next] } })}
            />
          )}
          {waiting && field.treatment !== 'withhold' && (
            <p className="review-text quiet">
              {say(m.result, {
                text: maskedText(field.text, decisionsOf(field, choices, added[field.name] ?? [])),
              })}
            </p>
          )}
        </Card>
      ))}
      {confirm.error && (
        <Failure
          error={confirm.error}
          retry={() => void queries.invalidateQueries({ queryKey: ['disclosure'] })}
        />
      )}
      {waiting && reviewer && (
        <p>
          <Button
            type="primary"
            disabled={left > 0}
            loading={confirm.isPending}
            onClick={() => confirm.mutate()}
          >
            {say(m.confirm)}
          </Button>{' '}
          <span aria-live="polite">{left > 0 && say(m.left, { n: left })}</span>
        </p>
      )}
    </>
  );
}

/** The decision on every place: those that were proposed, and those the reviewer added. */
function decisionsOf(
  { name, masks }: PublicationView['fields'][number],
  choices: Draft['choices'],
  added: readonly Added[],
): { start: number; end: number; replacement: string | null }[] {
  return [
    ...masks.map(({ start, end, replacement }) => ({
      start,
      end,
      replacement: choices[placeKey(name, start)] === 'mask' ? replacement : null,
    })),
    ...added,
  ];
}

function placeKey(field: string, start: number): string {
  return `${field} ${start}`;
}
