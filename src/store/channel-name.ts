/** Channel names of notices are ours and plain; anything else is a mistake in the code. */
export function channelName(channel: string): string {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(channel)) throw new Error('a channel name is a-z, 0-9 and _');
  return channel;
}
