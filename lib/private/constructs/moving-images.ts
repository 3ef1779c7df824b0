import { Token, Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';

/** Warns of images without a digest that run in builds. Anyone who can move their tags decides what builds do. */
export function warnOfMovingImages(scope: Construct, images: Readonly<Record<string, string | undefined>>): void {
  for (const [option, image] of Object.entries(images)) {
    if (image === undefined || Token.isUnresolved(image) || image.includes('@sha256:')) continue;
    Validations.of(scope).addWarning(
      'cdk-ecr-publishing:BuilderImageMayMove',
      `\`${option}\` is '${image}'. Its tag may become another image, which builds then run with permission to push. ` +
        `Add its digest, such as '${image}@sha256:...'.`,
    );
  }
}
