/** What may be done after a failure that may have been charged: ask, go on to the next route, or stop. */
export const afterUncertainCharges = ['ask', 'switch', 'stop'] as const;
export type AfterUncertainCharge = (typeof afterUncertainCharges)[number];
