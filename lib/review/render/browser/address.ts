/** The filters of the page. The page's address has them after `#`, so that a link opens the same view. */
export interface View {
  readonly search: string;
  readonly operations: readonly string[];
  readonly decisions: readonly string[];
  /** The principal or repository whose rows alone are shown. */
  readonly chosen?: { readonly type: 'principal' | 'repository'; readonly name: string };
}

export function viewOf(hash: string): View {
  const values = new URLSearchParams(hash.slice(1));
  const listOf = (name: string) => (values.get(name) ?? '').split(',').filter((value) => value !== '');
  const [type] = (['principal', 'repository'] as const).filter((one) => values.has(one));
  return {
    search: values.get('q') ?? '',
    operations: listOf('can'),
    decisions: listOf('is'),
    ...(type && { chosen: { type, name: values.get(type) ?? '' } }),
  };
}

/** The text after `#`; empty if the view shows everything. */
export function addressOf({ search, operations, decisions, chosen }: View): string {
  const values = new URLSearchParams();
  if (search !== '') values.set('q', search);
  if (operations.length > 0) values.set('can', operations.join(','));
  if (decisions.length > 0) values.set('is', decisions.join(','));
  if (chosen) values.set(chosen.type, chosen.name);
  return values.toString();
}
