/** Who asks for a picture. Nobody watches what an agent asks for, nor a list: they have a limit of their own. */
export const callers = ['person', 'agent', 'list'] as const;
export type Caller = (typeof callers)[number];
