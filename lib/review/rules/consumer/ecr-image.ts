import { splitText } from '../../texts/symbolic-text';

/** An image of a private repository of ECR. Its parts may be unresolved values. */
export interface EcrImage {
  readonly account: string;
  readonly region: string;
  readonly repositoryName: string;
}

/**
 * Reads the name of an image, such as `123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.0`. It returns `undefined` for an image
 * of another registry, and for a name whose registry is known only at deploy.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
 */
export function ecrImageOf(text: string): EcrImage | undefined {
  const [host = '', ...path] = splitText(text, '/');
  const place = placeOf(splitText(host, '.'));
  const [nameAndTag = ''] = splitText(path.join('/'), '@');
  const [repositoryName = ''] = splitText(nameAndTag, ':');
  return place && repositoryName !== '' ? { ...place, repositoryName } : undefined;
}

/** The account and Region of a host: `ACCOUNT.dkr.ecr.REGION.amazonaws.com`, or `ACCOUNT.dkr-ecr.REGION.on.aws`. */
function placeOf([account = '', first, second, ...others]: readonly string[]):
  Omit<EcrImage, 'repositoryName'> | undefined {
  if (first === 'dkr' && /^ecr(-fips)?$/.test(second ?? '')) return { account, region: others[0] ?? '' };
  return /^dkr-ecr(-fips)?$/.test(first ?? '') ? { account, region: second ?? '' } : undefined;
}
