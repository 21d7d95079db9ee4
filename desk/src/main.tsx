import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiRefusal } from './lib/api.ts';
import { LanguageProvider, useLanguage } from './lib/language.tsx';
import { giveStylesTheNonce } from './lib/style-nonce.ts';
import { deskTheme } from './lib/theme.ts';
import { createDeskRouter } from './router.tsx';
import './desk.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (count, error) => !(error instanceof ApiRefusal) && count < 2 },
    mutations: { retry: false },
  },
});
const router = createDeskRouter(queries);
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
giveStylesTheNonce(nonce);

function Desk(): ReactNode {
  const { lang } = useLanguage();
  return (
    <ConfigProvider
      theme={deskTheme}
      locale={lang === 'zh' ? zhCN : enUS}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      // What is typed in a dialog is not thrown away by a click beside it.
      modal={{ mask: { closable: false } }}
      drawer={{ mask: { closable: false } }}
      form={{ scrollToFirstError: { focus: true } }}
    >
      <AntApp>
        <RouterProvider router={router} />
      </AntApp>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <Desk />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
