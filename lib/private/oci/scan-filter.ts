/**
 * Whether a filter of the registry's scanning matches the name of a repository. Without a wildcard, it matches any part of the name.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 */
export function filterMatches(filter: string, name: string): boolean {
  if (!filter.includes('*')) return name.includes(filter);
  const pattern = filter
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`).test(name);
}

/** Whether a filter can match the name of a repository that starts with a prefix. */
export function filterCanMatchBelow(filter: string, prefix: string): boolean {
  const [start = '', ...others] = filter.split('*');
  return others.length === 0 || start.startsWith(prefix) || prefix.startsWith(start);
}
