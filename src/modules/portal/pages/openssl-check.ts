/** Shell lines that check the newest checkpoint of the log with curl and OpenSSL 3 alone: nobody has to trust our verifier. */
export function opensslCheck(publicUrl: string): string {
  return [
    `U=${publicUrl}/ledger`,
    'curl -s $U/checkpoint -o cp; curl -s $U/vkey -o vkey',
    "sed '/^$/,$d' cp > text",
    `grep "^— $(head -1 cp) " cp | head -1 | awk '{print $3}' | base64 -d | tail -c +5 > sig`,
    `(printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; cut -d+ -f3- vkey | base64 -d | tail -c +2) > key.der`,
    'openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile sig',
  ].join('\n');
}
