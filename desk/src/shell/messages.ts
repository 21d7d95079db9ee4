import { messages } from '#platform/i18n';

export const shellMessages = messages({
  desk: { zh: '工作台', en: 'Desk' },
  skip: { zh: '跳到正文', en: 'Skip to the content' },
  navigation: { zh: '栏目', en: 'Sections' },
  noPost: { zh: '目前不在任何岗位上', en: 'At no post at present' },
  account: { zh: '账号与安全', en: 'Account and security' },
  portal: { zh: '到门户', en: 'To the portal' },
  logout: { zh: '退出', en: 'Log out' },
  foot: {
    zh: '这里的每一次办理都写入日志；日志的摘要定期存入公开账本。',
    en: 'Every act here is written to the journal, whose digest goes into the public ledger on a schedule.',
  },
});
