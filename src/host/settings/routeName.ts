import { listedRoutes } from './listedRoutes';

/** What people call a route of the settings; its id where it is not there any more. */
export function routeName(id: string): string {
  return listedRoutes().find((listed) => listed.id === id)?.route?.name ?? id;
}
