import type { GenerateDeps } from '../../src/core/run/generate';

/** The end of pictures that nobody wants to have: their bytes are let go. */
export const savedNowhere: Pick<GenerateDeps<{ uri: string }>, 'jobId' | 'stage' | 'ending'> = {
  jobId: 'none',
  stage: async ({ bytes, mime, width, height }) => ({
    path: '',
    facts: { mime, width, height, bytes: bytes.byteLength, sha256: '' },
  }),
  ending: { save: async () => ({ uri: '' }) },
};
