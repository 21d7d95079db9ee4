import { queryOptions } from '@tanstack/react-query';
import { CampaignDetail, CampaignList, CampaignReport, TaskDetail } from '#modules/campaigns/contract';
import { api } from '../../lib/api.ts';

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns', 'list'],
  queryFn: ({ signal }) => api('/campaigns', { schema: CampaignList, signal }),
});

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => api(`/campaigns/${id}`, { schema: CampaignDetail, signal }),
  });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'report', id],
    queryFn: ({ signal }) => api(`/campaigns/${id}/report`, { schema: CampaignReport, signal }),
  });

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'task', id],
    queryFn: ({ signal }) => api(`/campaign-tasks/${id}`, { schema: TaskDetail, signal }),
  });
