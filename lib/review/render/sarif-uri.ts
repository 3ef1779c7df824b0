import { plainText } from './plain-text';

/** The address of a file: relative to the repository's root as GitHub wants it, `file:` where it is absolute. */
export function fileUri(file: string): string {
  const segments = plainText(file)
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment, index) => segment !== '.' && (segment !== '' || index === 0))
    .map(encodeURIComponent);
  const path = segments.join('/');
  if (path === '') return 'template';
  return /^\/|^[a-zA-Z]%3A\//.test(path) ? `file://${path.startsWith('/') ? '' : '/'}${path}` : path;
}
