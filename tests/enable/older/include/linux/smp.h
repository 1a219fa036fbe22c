void kick_all_cpus_sync(void);
