import { ConfigError } from '#platform/config';
import { EmbeddedError, MigrationError } from '#platform/database';

/** One sentence a person can act on, for everything known that keeps the program from starting; else the whole error. */
export function explainStartFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmbeddedError || error instanceof MigrationError)
    return sentence(error.message);
  if (error instanceof Error && error.name.endsWith('Refusal')) return sentence(error.message);
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  const where =
    typeof error === 'object' && error !== null && 'path' in error ? ` ${String(error.path)}` : '';
  switch (code) {
    case 'EADDRINUSE':
      return sentence(
        '端口已被占用 / the port is in use: set PORT to another one or stop the program that uses it',
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return sentence(`没有权限 / no permission:${where}; choose another DATA_DIR or change its owner`);
    case 'ENOTDIR':
    case 'EEXIST':
      return sentence(`不是文件夹 / not a folder:${where}; choose another DATA_DIR`);
    case 'ENOSPC':
    case '53100':
      return sentence(`磁盘已满 / the disk is full:${where}; free some space and start again`);
    case 'ECONNREFUSED':
      return sentence(
        '数据库没有应答 / the database does not answer: check DATABASE_URL and that PostgreSQL runs',
      );
    case '28P01':
    case '28000':
      return sentence(
        '数据库拒绝登录 / the database refuses the login: check the passwords in the DATABASE_… addresses',
      );
    default:
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function sentence(text: string): string {
  return `澄明未能启动 / Chengming did not start: ${text}.`;
}
