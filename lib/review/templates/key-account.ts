import { parseArn } from '../texts/arn';
import { matchesPattern } from '../texts/wildcard-match';
import { type RawResource } from './template';
import { entriesOf, field, isList, type Value } from './value';

const accountForm = /^\d{12}$/;

/**
 * The account of a key of KMS, if its policy shows it. KMS refuses a key whose policy lets no principal of the key's
 * account change it. So if only one account may change it, the key is in that account.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
export function accountOfKey({ type }: RawResource, properties: Value | undefined): string | undefined {
  if (type !== 'AWS::KMS::Key') return undefined;
  const bypass = field(properties, 'BypassPolicyLockoutSafetyCheck');
  if (bypass !== undefined && bypass !== false && bypass !== 'false') return undefined;
  const statements = listOf(field(field(properties, 'KeyPolicy'), 'Statement'));
  const accounts = new Set(statements.filter(maySetPolicy).flatMap(accountsOf));
  const [only = '', ...others] = accounts;
  return others.length === 0 && accountForm.test(only) ? only : undefined;
}

function maySetPolicy(statement: unknown): boolean {
  if (field(statement, 'Effect') !== 'Allow') return false;
  if (field(statement, 'NotAction') !== undefined) return true;
  return listOf(field(statement, 'Action')).some(
    (action) => typeof action !== 'string' || matchesPattern(action.toLowerCase(), 'kms:putkeypolicy') !== 'no',
  );
}

/** The accounts of the principals of a statement. An empty text is an account that is not known. */
function accountsOf(statement: unknown): string[] {
  const principal = field(statement, 'Principal');
  const kinds = entriesOf(principal).filter(([kind]) => kind !== 'Service');
  if (kinds.length === 0) return principal === undefined || typeof principal === 'string' ? [''] : [];
  return kinds.flatMap(([, values]) =>
    listOf(values).map((value) => {
      if (typeof value !== 'string') return '';
      return accountForm.test(value) ? value : (parseArn(value)?.account ?? '');
    }),
  );
}

function listOf(value: unknown): readonly unknown[] {
  if (isList(value)) return value;
  return value === undefined ? [] : [value];
}
