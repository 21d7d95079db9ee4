export { createBackup } from './create-backup.ts';
export { restoreBackup } from './restore-backup.ts';
export { BackupRefusal, type Manifest } from './manifest.ts';
