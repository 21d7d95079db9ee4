export { canonicalBytes, canonicalJson, NotCanonical, type JsonValue } from '@chengming/ledger-verify';
