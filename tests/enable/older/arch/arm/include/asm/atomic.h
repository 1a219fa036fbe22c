#ifdef CONFIG_ARM_LPAE
#endif
