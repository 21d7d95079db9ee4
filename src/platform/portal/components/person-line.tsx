import { messages } from '#platform/i18n';
import { Link, Mixed, useT, Zh } from '../scope.tsx';

const words = messages({
  charge: { zh: '负责', en: 'In charge' },
  staff: { zh: '工号 {no}', en: 'staff no. {no}' },
  complain: { zh: '投诉、监督', en: 'Complaints' },
  call: { zh: '电话', en: 'Phone' },
});

export type PersonLineProps = {
  /** 负责 by default; 承办, 审核 … */
  readonly role?: string;
  readonly post: string;
  readonly office?: string;
  /** Only where the law requires the name to be shown. */
  readonly name?: string;
  readonly staffNo?: string;
  readonly phone?: string;
  readonly complaint?: { readonly text: string; readonly phone?: string; readonly href?: string };
};

/** Who is responsible, at which post, how to reach them, and where to complain. */
export function PersonLine({ role, post, office, name, staffNo, phone, complaint }: PersonLineProps) {
  const t = useT();
  return (
    <p className="person">
      <span>
        <span className="quiet term">
          <Mixed>{role ?? t(words.charge)}</Mixed>
        </span>
        <Zh>{[office, post, name].filter((part) => part !== undefined).join(' · ')}</Zh>
        {staffNo !== undefined && (
          <span className="quiet after short">{t(words.staff, { no: staffNo })}</span>
        )}
      </span>
      {phone !== undefined && <Phone number={phone} label={t(words.call)} />}
      {complaint !== undefined && (
        <span>
          <span className="quiet term">{t(words.complain)}</span>
          {complaint.href === undefined ? (
            <Zh>{complaint.text}</Zh>
          ) : (
            <Link href={complaint.href}>
              <Zh>{complaint.text}</Zh>
            </Link>
          )}
          {complaint.phone !== undefined && (
            <a className="after" href={`tel:${complaint.phone}`}>
              {complaint.phone}
            </a>
          )}
        </span>
      )}
    </p>
  );
}

function Phone({ number, label }: { number: string; label: string }) {
  return (
    <span>
      <span className="quiet term">{label}</span>
      <a href={`tel:${number}`}>{number}</a>
    </span>
  );
}
