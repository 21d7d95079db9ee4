import { Button, Upload } from 'antd';
import type { ReactNode } from 'react';

/** A button that takes one text file and hands over what it says. */
export function FileButton({
  label,
  accept,
  loading = false,
  primary = false,
  onText,
}: {
  readonly label: string;
  readonly accept: string;
  readonly loading?: boolean;
  readonly primary?: boolean;
  readonly onText: (text: string) => void;
}): ReactNode {
  return (
    <Upload
      accept={accept}
      showUploadList={false}
      beforeUpload={(file) => {
        void file.text().then(onText);
        return false;
      }}
    >
      <Button type={primary ? 'primary' : 'default'} loading={loading}>
        {label}
      </Button>
    </Upload>
  );
}
