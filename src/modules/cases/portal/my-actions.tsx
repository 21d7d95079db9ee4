import { formatTime, langPath } from '#platform/i18n';
import {
  Disclosure,
  ErrorSummary,
  Field,
  Form,
  Items,
  Link,
  Notice,
  useLang,
  useT,
  Zh,
} from '#platform/portal';
import type { CaseDetail } from '../contract/index.ts';
import type { MaterialForms } from '../db/bind-power.ts';
import { demandText } from '../domain/one-time-notice.ts';
import { myWords as w } from '../texts/case-words.ts';
import { formsHint } from './forms-hint.tsx';
import { MyApplication } from './my-application.tsx';

export type Refused = {
  readonly form: string;
  readonly name?: string;
  readonly message: string;
  readonly values: Readonly<Record<string, string>>;
};

/** What waits for the party, above everything else. */
export function MyTask({
  detail,
  forms,
  refused,
  told,
}: {
  detail: CaseDetail;
  forms: MaterialForms;
  refused: Refused | null;
  told: boolean;
}) {
  const t = useT();
  return (
    <>
      <ErrorSummary
        errors={
          refused === null
            ? []
            : [{ ...(refused.name === undefined ? {} : { name: refused.name }), message: refused.message }]
        }
      />
      {told && <Notice kind="done">{t(w.done)}</Notice>}
      {detail.actions.includes('supplement') && (
        <Supplement detail={detail} forms={forms} refused={refused} />
      )}
    </>
  );
}

/** Everything on file, and what the party may do at any time. */
export function MyActions({ detail, refused }: { detail: CaseDetail; refused: Refused | null }) {
  const t = useT();
  const can = (action: string): boolean => detail.actions.includes(action);
  return (
    <section>
      <MyApplication detail={detail} />
      <Documents detail={detail} />
      {can('upload') && !can('supplement') && (
        <Disclosure summary={t(w.upload)} open={refused?.form === 'files'}>
          <Form action="/my/files" submit={t(w.send)} files>
            <Field
              kind="file"
              name="material-other"
              label={t(w.other)}
              multiple
              {...errorOf(refused, 'material-other')}
            />
          </Form>
        </Disclosure>
      )}
      {can('state-and-defend') && (
        <Disclosure summary={t(w.defend)} open={refused?.form === 'statement'}>
          <p>{t(w.defendText)}</p>
          <Form action="/my/statement" submit={t(w.send)}>
            <Field
              kind="textarea"
              name="text"
              label={t(w.explain)}
              value={refused?.values['text'] ?? ''}
              maxLength={4000}
              {...errorOf(refused, 'text')}
            />
          </Form>
        </Disclosure>
      )}
      {can('withdraw') && (
        <Disclosure summary={t(w.withdraw)} open={refused?.form === 'withdraw'}>
          <p>{t(w.withdrawText)}</p>
          <Form action="/my/withdraw" submit={t(w.withdraw)}>
            <Field
              kind="text"
              name="reason"
              label={t(w.reason)}
              value={refused?.values['reason'] ?? ''}
              maxLength={500}
              {...errorOf(refused, 'reason')}
            />
          </Form>
        </Disclosure>
      )}
      <Leave />
    </section>
  );
}

/** The way out, as quiet as a link. */
function Leave() {
  const t = useT();
  return (
    <form method="post" action={langPath(useLang(), '/my/leave')}>
      <button type="submit" className="link-button">
        {t(w.leave)}
      </button>
    </form>
  );
}

function errorOf(refused: Refused | null, name: string) {
  return refused?.name === name ? { error: refused.message } : {};
}

function Supplement({
  detail,
  forms,
  refused,
}: {
  detail: CaseDetail;
  forms: MaterialForms;
  refused: Refused | null;
}) {
  const t = useT();
  const notice = detail.notices.findLast(({ answeredAt }) => answeredAt === null);
  const asked = notice?.items ?? [];
  const known = new Set(detail.materials.map(({ key }) => key));
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{t(w.needs)}</h2>
      <p>
        {t(w.needsText)}
        {t(w.required)}
      </p>
      <Zh>
        <Items items={asked.map((one) => `${demandText(one, detail.materials)}（${one.basis}）`)} numbered />
      </Zh>
      <Form action="/my/supplement" submit={t(w.supplement)} files>
        {asked
          .filter(({ key }) => known.has(key))
          .map((one) => (
            <Field
              key={one.key}
              kind="file"
              name={`material-${one.key}`}
              label={<Zh>{demandText(one, detail.materials)}</Zh>}
              multiple
              optional
              {...formsHint(forms, one.key)}
              {...errorOf(refused, `material-${one.key}`)}
            />
          ))}
        <Field
          kind="file"
          name="material-other"
          label={t(w.other)}
          multiple
          optional
          {...errorOf(refused, 'material-other')}
        />
        <Field
          kind="textarea"
          name="note"
          label={t(w.explain)}
          rows={3}
          maxLength={2000}
          value={refused?.form === 'supplement' ? (refused.values['note'] ?? '') : ''}
          optional
        />
      </Form>
    </section>
  );
}

function Documents({ detail }: { detail: CaseDetail }) {
  const t = useT();
  const shown = detail.documents.filter(({ kind }) => kind !== 'application');
  return (
    <Disclosure summary={t(w.documents)}>
      <ul className="links">
        <li>
          {t(w.receipt)}　
          <Link href="/my/receipt.pdf" plain>
            {t(w.pdf)}
          </Link>
          　
          <Link href="/my/receipt.txt" plain>
            {t(w.signed)}
          </Link>
        </li>
        {shown.map((one) => (
          <li key={one.id}>
            <Link href={`/my/documents/${one.id}`}>
              <Zh>{one.number === null ? one.title : `${one.title} ${one.number}`}</Zh>
            </Link>
            <span className="quiet small">　{formatTime(new Date(one.madeAt))}</span>
          </li>
        ))}
        {detail.commitmentClass === 'OPEN' &&
          (detail.acceptedOn !== null || detail.state === 'not-accepted') && (
            <li>
              <Link href={`/records/${detail.rid}`}>{t(w.record)}</Link>
            </li>
          )}
      </ul>
    </Disclosure>
  );
}
