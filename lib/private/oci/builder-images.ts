/** The images that buildx runs, if the user chooses none. They are on mirrors, since Docker Hub limits anonymous pulls. */
export const builderImages = {
  buildKitImage: 'public.ecr.aws/vend/moby/buildkit:buildx-stable-1',
  sbomGeneratorImage: 'mirror.gcr.io/docker/buildkit-syft-scanner:stable-1',
  emulatorImage: 'public.ecr.aws/eks-distro-build-tooling/binfmt-misc:qemu-v7.0.0',
} as const;
