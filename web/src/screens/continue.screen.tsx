import { useEffect } from 'react';
import { LoadingScreen } from './loading.screen';

/** Goes on to a protected host. */
export function ContinueScreen({ address }: { address: string }) {
  useEffect(() => {
    // Who goes back is not sent here again.
    window.location.replace(address);
  }, [address]);
  return <LoadingScreen />;
}
