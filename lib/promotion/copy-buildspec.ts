import { copyImage, findTool } from './copy-script';

/**
 * Copies one image by its digest, with everything that belongs to it. Nothing runs after the build phase: CodeBuild runs
 * `post_build` also after a failed build.
 */
export function renderCopyBuildspec(): Readonly<Record<string, unknown>> {
  return {
    version: '0.2',
    env: { shell: 'bash' },
    phases: {
      install: { commands: [findTool] },
      build: { commands: [copyImage] },
    },
  };
}
