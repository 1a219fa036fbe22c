	vma_vm_mm x3, x2
