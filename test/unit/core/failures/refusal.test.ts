import assert from 'node:assert/strict';
import { refusalReasonOf } from '../../../../src/core/failures/refusal';

describe('the reason of a refusal', () => {
  for (const [code, reason] of [
    ['PROHIBITED_CONTENT', 'prohibited'],
    ['IMAGE_SAFETY', 'safety'],
    ['SPII', 'personalData'],
    ['content_policy_violation', 'contentRules'],
    ['sensitive_words_detected', 'blockedWords'],
  ] as const) {
    it(`is known of ${code}`, () => assert.equal(refusalReasonOf({ providerMessage: code }), reason));
  }

  it('is left to the service where it says more than a code, or one that is not known', () => {
    for (const providerMessage of [undefined, '', 'OTHER', 'Blocked for PROHIBITED_CONTENT.', 'constructor']) {
      assert.equal(refusalReasonOf({ providerMessage }), undefined, providerMessage);
    }
  });
});
