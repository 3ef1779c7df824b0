import { Token, Validations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/** Warns of images that run in builds and may be others tomorrow: who moves their tags decides what builds do. */
export function warnOfMovingImages(scope: IConstruct, images: Readonly<Record<string, string | undefined>>): void {
  for (const [option, image] of Object.entries(images)) {
    if (image === undefined || Token.isUnresolved(image) || image.includes('@sha256:')) continue;
    Validations.of(scope).addWarning(
      'cdk-ecr-publishing:BuilderImageMayMove',
      `\`${option}\` is '${image}': its tag may become another image, and builds run it with the rights to push. ` +
        `Name it by its digest, as '${image}@sha256:...'.`,
    );
  }
}
