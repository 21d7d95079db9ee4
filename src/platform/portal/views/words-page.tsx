import { messages } from '#platform/i18n';
import { DataTable } from '../components/data-table.tsx';
import { StatusWord } from '../components/status-word.tsx';
import { useT } from '../scope.tsx';
import { isStatusCode, statusWords } from '../status-words.ts';

const words = messages({
  title: { zh: '用语说明', en: 'Words used here' },
  lead: {
    zh: '每件事办到哪里，用的都是下面这些词，意思处处相同。',
    en: 'The state of everything is said in these words, and they mean the same on every page.',
  },
  word: { zh: '用语', en: 'Word' },
  meaning: { zh: '对您意味着什么', en: 'What it means for you' },
});

export const wordsTitle = words.title;

/** The vocabulary of states, for those whom a tooltip does not reach. */
export function WordsPage() {
  const t = useT();
  return (
    <>
      <h1>{t(words.title)}</h1>
      <p className="lead">{t(words.lead)}</p>
      <DataTable
        caption={t(words.title)}
        rows={Object.keys(statusWords).filter(isStatusCode)}
        rowKey={(code) => code}
        columns={[
          { key: 'word', head: t(words.word), title: true, cell: (code) => <StatusWord code={code} /> },
          { key: 'meaning', head: t(words.meaning), cell: (code) => t(statusWords[code].meaning) },
        ]}
      />
    </>
  );
}
