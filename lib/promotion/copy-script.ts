import { shellScript } from '../private/text/shell-script';

/** Installs the tool that copies, if the build image does not contain it. */
export const findTool = script('find-tool.sh');

/** Copies an image by its digest, with its attachments, and gives it its tag last. */
export const copyImage = script('copy-image.sh');

function script(name: string): string {
  return `set -euo pipefail\n${shellScript(__dirname, name)}`;
}
