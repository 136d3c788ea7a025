/** A parsed text of the guide before it is rendered for a reader: facts stand in it by key. */

export type TemplateInline =
  | { kind: 'text'; text: string; bold?: true }
  | { kind: 'link'; text: string; topic: string; bold?: true }
  /** `silent`: `{{!key}}`, prints nothing and puts the fact under the block. */
  | { kind: 'fact'; key: string; silent: boolean; bold?: true };

/** For whom a variant holds: in the list, or (`not`) everyone outside it. */
export interface Membership {
  not: boolean;
  codes: string[];
}

export interface Condition {
  citizenship?: Membership;
  region?: Membership;
}

export type TemplateNode =
  | { kind: 'paragraph'; content: TemplateInline[] }
  | { kind: 'list'; ordered: boolean; items: TemplateInline[][] }
  | { kind: 'variant'; condition: Condition; nodes: TemplateNode[]; line: number };

/** Where a fact or link stands, for checks that name a line. */
export interface Reference {
  key: string;
  line: number;
}

export interface FactReference extends Reference {
  silent: boolean;
  condition: Condition | null;
}

/** A text with everything the checks need of it. */
export interface Template {
  nodes: TemplateNode[];
  facts: FactReference[];
  links: Reference[];
}
