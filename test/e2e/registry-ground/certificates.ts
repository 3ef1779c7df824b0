import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command';
import { folder, tlsFolder } from './ground-places';

/** The authority that signs the registry's certificate. Programs trust it by SSL_CERT_FILE, but the machine does not. */
export const authorityFile = join(tlsFolder, 'authority.crt');

export interface ServerCertificate {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** A certificate for the names, kept between runs with its authority. */
export async function prepareCertificate(names: readonly string[]): Promise<ServerCertificate> {
  const at = (name: string) => join(folder(tlsFolder), name);
  const [key, cert, made] = [at('server.key'), at('server.crt'), at('names')];
  const wanted = names.join('\n');
  if (!existsSync(made) || readFileSync(made, 'utf8') !== wanted) {
    const newKey = (file: string) => [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      file,
    ];
    const authorityKey = at('authority.key');
    if (!existsSync(authorityFile)) {
      await openssl(
        'req',
        '-x509',
        ...newKey(authorityKey),
        '-days',
        '3650',
        '-subj',
        '/CN=e2e',
        '-out',
        authorityFile,
      );
    }
    const [request, extensions] = [at('server.csr'), at('server.ext')];
    writeFileSync(extensions, `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
    await openssl('req', ...newKey(key), '-subj', '/CN=registry', '-out', request);
    const signed = ['-CA', authorityFile, '-CAkey', authorityKey, '-CAcreateserial', '-days', '3650'];
    await openssl('x509', '-req', '-in', request, ...signed, '-extfile', extensions, '-out', cert);
    writeFileSync(made, wanted);
  }
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

async function openssl(...args: readonly string[]): Promise<void> {
  await runCommand('openssl', args);
}
